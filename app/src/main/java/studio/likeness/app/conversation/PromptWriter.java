package studio.likeness.app.conversation;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import studio.likeness.app.conversation.Prompt.Part;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.Message;

/// Writes down for a model who it speaks for, what is known and what was said, within a number of
/// tokens however long all that is. The card is in every prompt, whole or shortened. Not
/// thread-safe.
public final class PromptWriter {
    /// Of the budget, at most; what a part does not need is the talk's.
    private static final Map<Part, Double> SHARES =
            Map.of(
                    Part.CARD, 0.35,
                    Part.STYLE, 0.1,
                    Part.SUMMARY, 0.1,
                    Part.MEMORY, 0.25,
                    Part.QUESTION, 0.15);

    /// Tokens of what memory found, however slowly a model reads: a passage or two. Without one it
    /// can answer nothing.
    private static final int LEAST_MEMORY = 96;

    /// Times the card.
    private static final int CARDS = 4;

    /// Texts whose length is remembered.
    private static final int REMEMBERED = 1024;

    /// What is tried when a budget is so small that a model's own form takes much of it.
    private static final double[] SHRINKING = {1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1};

    private final ToIntFunction<List<Message>> counter;
    private final int empty;

    /// The card, the lines and what was said come again with every turn.
    private final Map<String, Integer> counted =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param counter tells how many tokens a talk is, such as `session::tokens`
    public PromptWriter(ToIntFunction<List<Message>> counter) {
        this.counter = counter;
        empty = counter.applyAsInt(List.of(Message.user("")));
    }

    public Prompt write(Persona persona, Material material, Room room) {
        var prompt = new Draft(persona, material, room).write();
        for (double part : SHRINKING) {
            prompt = new Draft(persona, material, room.of(part)).write();
            if (counter.applyAsInt(prompt.messages()) <= room.total()) {
                break;
            }
        }
        return prompt;
    }

    /// The tokens of a prompt in which the card is whole, as far as it is with `room`, and leaves
    /// enough for the rest.
    int least(Persona persona, Room room) {
        var nothing = new Material("", List.of(), List.of(), List.of(), "", List.of());
        int card = tokens(new Draft(persona, nothing, room).card());
        return CARDS * card;
    }

    /// How many tokens a text is by itself.
    int tokens(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        var known = counted.get(text);
        if (known == null) {
            known = Math.max(1, counter.applyAsInt(List.of(Message.user(text))) - empty);
            counted.put(text, known);
        }
        return known;
    }

    /// How many tokens an exchange is in a talk.
    int tokens(Question.Exchange exchange) {
        return tokens(exchange.heard()) + tokens(exchange.reply().text());
    }

    /// As much of its beginning as fits.
    String clip(String text, int most) {
        if (most <= 0) {
            return "";
        }
        if (tokens(text) <= most) {
            return text;
        }
        int low = 0;
        int high = Math.min(text.length(), most * 8); // no token is longer on average
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (tokens(begin(text, middle)) <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return begin(text, low);
    }

    /// Never half a character.
    private static String begin(String text, int length) {
        int end =
                length > 0
                                && length < text.length()
                                && Character.isHighSurrogate(text.charAt(length - 1))
                        ? length - 1
                        : length;
        return text.substring(0, end);
    }

    /// Some lines under a heading, as many as had room.
    private record Listed(String text, int lines) {}

    /// One try.
    private final class Draft {
        private final Persona persona;
        private final Material material;
        private final int budget;
        private final Room room;
        private final Locale house;
        private final Locale asked;
        private final Map<Part, Integer> tokens = new EnumMap<>(Part.class);
        private final List<Hit> told = new ArrayList<>();

        Draft(Persona persona, Material material, Room room) {
            this.persona = persona;
            this.material = material;
            budget = room.total();
            this.room = room;
            var preferred = persona.languages().isEmpty() ? "en" : persona.languages().getFirst();
            house = Locale.forLanguageTag(preferred);
            asked = Locale.forLanguageTag(Memory.languageOf(material.question()));
        }

        Prompt write() {
            var system = new StringBuilder(counted(Part.CARD, card()));
            append(system, counted(Part.STYLE, style()));
            append(system, counted(Part.SUMMARY, summary()));
            // What a turn brings does not push out the talk before it: that would have to be read
            // again.
            int least = share(Part.QUESTION) + Math.min(share(Part.MEMORY), LEAST_MEMORY);
            var messages = new ArrayList<Message>();
            messages.add(Message.system(system.toString()));
            int talk = 0;
            for (var exchange : recent(budget - taken() - least)) {
                messages.add(Message.user(exchange.heard()));
                messages.add(Message.assistant(exchange.reply().text()));
                talk += tokens(exchange);
            }
            if (talk > 0) {
                tokens.put(Part.TALK, talk);
            }
            var question = counted(Part.QUESTION, clip(material.question(), share(Part.QUESTION)));
            var memory = counted(Part.MEMORY, memory());
            var last = new StringBuilder(memory);
            append(last, Words.say(asked, "app.conversation.prompt.answerIn"));
            append(last, question);
            messages.add(Message.user(last.toString()));
            return new Prompt(messages, tokens, told);
        }

        private int taken() {
            return tokens.values().stream().mapToInt(Integer::intValue).sum();
        }

        private int share(Part part) {
            return (int) (budget * SHARES.getOrDefault(part, 0.0));
        }

        private String counted(Part part, String text) {
            if (!text.isEmpty()) {
                tokens.put(part, tokens(text));
            }
            return text;
        }

        private static void append(StringBuilder text, String more) {
            if (!more.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(more);
            }
        }

        /// The rules come first: when all is too long, they stay. What must not be claimed is
        /// shortened last of what the user wrote.
        private String card() {
            var text = new StringBuilder(Words.say(house, "app.conversation.prompt.who", name()));
            text.append('\n').append(Words.say(house, "app.conversation.prompt.rules"));
            int room = share(Part.CARD) - tokens(text.toString());
            var fields = new ArrayList<String>();
            var card = persona.card();
            room -= field(fields, "never", card.never(), room / 2);
            room -= field(fields, "address", card.address(), room / 3);
            room -= field(fields, "period", card.period(), room / 3);
            room -= field(fields, "manner", persona.manner(), room / 2);
            field(fields, "summary", persona.summary(), room);
            for (var field : fields.reversed()) {
                text.append('\n').append(field);
            }
            return clip(text.toString(), Math.max(share(Part.CARD), budget / 4));
        }

        private String name() {
            var name = clip(persona.name(), Math.max(8, budget / 50));
            return persona.alias().isBlank() || persona.alias().equals(persona.name())
                    ? name
                    : name + " (" + clip(persona.alias(), Math.max(8, budget / 50)) + ")";
        }

        private int field(List<String> fields, String key, String value, int most) {
            if (value.isBlank()) {
                return 0;
            }
            var label = "app.conversation.prompt." + key;
            int frame = tokens(Words.say(house, label, ""));
            var clipped = clip(value.strip(), most - frame);
            if (clipped.isBlank()) {
                return 0;
            }
            fields.add(Words.say(house, label, clipped));
            return frame + tokens(clipped);
        }

        private String style() {
            var lines = material.lines().stream().map(String::strip).toList();
            return list("app.conversation.prompt.lines", house, lines, share(Part.STYLE)).text();
        }

        private String summary() {
            if (material.summary().isBlank()) {
                return "";
            }
            var label = Words.say(house, "app.conversation.prompt.before", "");
            var clipped = clip(material.summary(), share(Part.SUMMARY) - tokens(label));
            return clipped.isBlank()
                    ? ""
                    : Words.say(house, "app.conversation.prompt.before", clipped);
        }

        private String memory() {
            int question = tokens.getOrDefault(Part.QUESTION, 0);
            int most = Math.max(LEAST_MEMORY, Math.min(room.memory(question), budget - taken()));
            var text = new StringBuilder(hits("memory", material.memory(), Part.MEMORY, most));
            if (text.isEmpty()) {
                text.append(Words.say(asked, "app.conversation.prompt.nothing"));
            }
            int left = most - tokens(text.toString());
            append(text, hits("near", material.style(), Part.STYLE, left));
            return text.toString();
        }

        private String hits(String label, List<Hit> hits, Part part, int room) {
            var key = "app.conversation.prompt." + label;
            var lines = hits.stream().map(this::told).toList();
            var list = list(key, asked, lines, Math.min(share(part), room));
            told.addAll(hits.subList(0, list.lines()));
            return list.text();
        }

        private String told(Hit hit) {
            var from =
                    hit.date()
                            .map(date -> hit.source() + ", " + date.format(dates()))
                            .orElse(hit.source());
            return "[%s] %s".formatted(from, hit.text());
        }

        private DateTimeFormatter dates() {
            return DateTimeFormatter.ofPattern(
                    Words.say(asked, "app.conversation.dateFormat"), asked);
        }

        /// The first ones whole, the last one shortened where it must be.
        private Listed list(String label, Locale locale, List<String> lines, int most) {
            var head = Words.say(locale, label);
            var text = new StringBuilder();
            int room = most - tokens(head);
            int count = 0;
            for (var line : lines) {
                var item = "- " + line;
                var fitting = clip(item, room);
                room -= tokens(fitting);
                if (fitting.length() <= 4) {
                    break;
                }
                text.append('\n').append(fitting);
                count++;
            }
            return new Listed(text.isEmpty() ? "" : head + text, count);
        }

        /// The last ones that fit, from their first whole exchange on.
        private List<Question.Exchange> recent(int room) {
            int left = room;
            int from = material.recent().size();
            while (from > 0) {
                left -= tokens(material.recent().get(from - 1));
                if (left < 0) {
                    break;
                }
                from--;
            }
            return material.recent().subList(from, material.recent().size());
        }
    }
}
