package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.Owned;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.Chat;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;

/// A talk with a language model alone, without a persona: what was said so far, and the model that
/// goes on. Not thread-safe.
public final class ModelTalk implements AutoCloseable {
    /// Long enough for an evening; the talk slides on after that.
    private static final int MOST_TOKENS = 4096;

    private final Owned owned;
    private final Device device;
    private final Sampling sampling;
    private final Chat chat;
    private final List<Message> messages = new ArrayList<>();

    private ModelTalk(Owned owned, Device device, Sampling sampling, Chat chat) {
        this.owned = owned;
        this.device = device;
        this.sampling = sampling;
        this.chat = chat;
    }

    public static ModelTalk open(ModelFolder folder, Device device) {
        var owned = new Owned();
        try {
            var tokenizer = owned.own(LanguageFiles.tokenizer(folder.path()));
            var model = owned.own(LanguageModel.open(folder, device));
            var decoding = owned.own(model.decoder().start(model.plan(MOST_TOKENS)));
            var format = LanguageFiles.prompts(folder.path(), tokenizer);
            var chat = new Chat(decoding, model.decoder().vocabulary(), tokenizer, format);
            var sampling = Sampling.recommended(folder.manifest().family(), false);
            return new ModelTalk(owned, device, sampling, chat);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// Where the model runs.
    public Device device() {
        return device;
    }

    /// Says something and hears the answer, drawn as the family's publishers recommend. Its pieces
    /// are told on this thread as they come.
    ///
    /// @throws InterruptedException when interrupted, within one token; what was said is taken back
    public Answer ask(String text, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        messages.add(Message.user(text));
        boolean answered = false;
        try {
            var answer = chat.generate(messages, sampling, limits, listener);
            messages.add(Message.assistant(answer.text()));
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                messages.removeLast();
            }
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
