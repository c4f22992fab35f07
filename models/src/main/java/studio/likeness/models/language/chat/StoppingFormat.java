package studio.likeness.models.language.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// A format that stops at further ids.
record StoppingFormat(PromptFormat format, Set<Integer> more) implements PromptFormat {
    StoppingFormat {
        more = Set.copyOf(more);
    }

    @Override
    public int[] encode(List<Message> messages, Tokenizer tokenizer, boolean thinking) {
        return format.encode(messages, tokenizer, thinking);
    }

    @Override
    public List<String> begins() {
        return format.begins();
    }

    @Override
    public Set<Integer> stops(Tokenizer tokenizer) {
        var all = new HashSet<>(format.stops(tokenizer));
        all.addAll(more);
        return Set.copyOf(all);
    }

    @Override
    public String clean(String answer) {
        return format.clean(answer);
    }
}
