/// The door for other programs on this machine: personas and language models, in the wire formats
/// of Ollama and of OpenAI. `ApiServer` listens, `Guard` decides who may come in, `OllamaRoutes`
/// and `OpenAiRoutes` read what is asked, `Answers` has it answered, `Delivery` brings the answer
/// while somebody listens.
@NullMarked
package studio.likeness.app.api;

import org.jspecify.annotations.NullMarked;
