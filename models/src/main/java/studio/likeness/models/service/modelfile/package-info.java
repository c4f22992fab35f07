/// Ollama's Modelfile: which model, what it is told, how it draws tokens. Read and written; nothing
/// here runs anything.
@NullMarked
package studio.likeness.models.service.modelfile;

import org.jspecify.annotations.NullMarked;
