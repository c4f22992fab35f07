package studio.likeness.models.language.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import studio.likeness.models.job.StudioException;

/// A vocabulary's subwords with its control tokens around them.
final class SubwordTokenizer implements Tokenizer {
    private final Subwords subwords;
    private final Vocabulary vocabulary;
    private final Controls controls;
    private final int size;

    SubwordTokenizer(Subwords subwords, Vocabulary vocabulary, Controls controls) {
        this.subwords = subwords;
        this.vocabulary = vocabulary;
        this.controls = controls;
        size = Math.max(vocabulary.size(), controls.highestId() + 1);
    }

    @Override
    public int[] encode(String text) {
        return subwords.encode(text, true);
    }

    @Override
    public int[] encodePrompt(String text) {
        var prompt = new Prompt.Builder();
        int plain = 0;
        for (int at = 0; at < text.length(); ) {
            var control = controls.at(text, at);
            if (control.isPresent()) {
                prompt.plain(unguarded(text.substring(plain, at)))
                        .control(control.get().token());
                at += control.get().token().length();
                plain = at;
            } else {
                at++;
            }
        }
        return encode(prompt.plain(unguarded(text.substring(plain))).build());
    }

    private static String unguarded(String text) {
        return text.indexOf(GUARD) < 0 ? text : text.replace(String.valueOf(GUARD), "");
    }

    @Override
    public int[] encode(Prompt prompt) {
        var parts = prompt.parts();
        var ids = IntStream.builder();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Prompt.Control(var token) -> ids.add(control(token));
                case Prompt.Plain(var text) ->
                        Arrays.stream(subwords.encode(stripped(parts, i, text), i == 0))
                                .forEach(ids::add);
            }
        }
        return ids.build().toArray();
    }

    private int control(String token) {
        return id(token)
                .orElseThrow(() -> new StudioException("models.language.tokenizer.noToken", token));
    }

    /// The text without the blanks that its neighbours swallow.
    private String stripped(List<Prompt.Part> parts, int at, String text) {
        var left = text;
        if (at > 0
                && parts.get(at - 1) instanceof Prompt.Control(var before)
                && controls.of(before).map(Control::stripAfter).orElse(false)) {
            left = left.stripLeading();
        }
        if (at + 1 < parts.size()
                && parts.get(at + 1) instanceof Prompt.Control(var after)
                && controls.of(after).map(Control::stripBefore).orElse(false)) {
            left = left.stripTrailing();
        }
        return left;
    }

    @Override
    public String decode(int[] ids) {
        var text = new StringBuilder();
        var run = new ArrayList<Integer>();
        for (int id : ids) {
            var control = controls.of(id);
            if (control.isEmpty()) {
                run.add(id);
            } else if (!control.get().hidden()) {
                append(text, run);
                text.append(control.get().token());
            }
        }
        append(text, run);
        return text.toString();
    }

    /// Some vocabularies drop the blank that a text begins with; only the first run does begin.
    private void append(StringBuilder text, List<Integer> run) {
        var ids = run.stream().mapToInt(Integer::intValue).toArray();
        run.clear();
        if (ids.length == 0) {
            return;
        }
        if (text.isEmpty()) {
            text.append(subwords.decode(ids));
            return;
        }
        var before = subwords.encode("a", true);
        var both = Arrays.copyOf(before, before.length + ids.length);
        System.arraycopy(ids, 0, both, before.length, ids.length);
        text.append(subwords.decode(both).substring(subwords.decode(before).length()));
    }

    @Override
    public OptionalInt id(String token) {
        var control = controls.of(token);
        return control.isPresent() ? OptionalInt.of(control.get().id()) : vocabulary.id(token);
    }

    /// As the vocabulary writes it.
    String piece(int id) {
        return controls.of(id).map(Control::token).orElseGet(() -> vocabulary.piece(id));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void close() {
        subwords.close();
    }
}
