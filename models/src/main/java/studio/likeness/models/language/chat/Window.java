package studio.likeness.models.language.chat;

import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// What of a talk the model reads. When the talk outgrows the context, its oldest turns are
/// forgotten, whole ones and many at once: each time, all that is left must be read again. What
/// the system said stays.
final class Window {
    /// @param ids of the prompt
    /// @param forgotten messages left out
    record View(int[] ids, int forgotten) {}

    private final PromptFormat format;
    private final Tokenizer tokenizer;
    private final int limit;
    private List<Message> forgotten = List.of();

    /// @param limit of the context, in tokens
    Window(PromptFormat format, Tokenizer tokenizer, int limit) {
        this.format = format;
        this.tokenizer = tokenizer;
        this.limit = limit;
    }

    /// @throws StudioException when not even the last turn fits
    View of(List<Message> messages, Limits limits) {
        var talk = messages.stream().filter(m -> m.role() != Message.Role.SYSTEM).toList();
        int dropped =
                talk.size() > forgotten.size()
                                && talk.subList(0, forgotten.size()).equals(forgotten)
                        ? forgotten.size()
                        : 0;
        // Room for the answer, but no more than a quarter: an answer may be allowed the world.
        int room = Math.min(limits.maxTokens(), Math.max(1, limit / 4));
        var ids = ids(messages, dropped, limits);
        if (ids.length + room > limit) {
            dropped = slide(messages, talk, limits, room);
            ids = ids(messages, dropped, limits);
        }
        forgotten = List.copyOf(talk.subList(0, dropped));
        return new View(ids, dropped);
    }

    /// The fewest turns whose loss halves the talk; failing that, all but the last.
    private int slide(List<Message> messages, List<Message> talk, Limits limits, int room) {
        var starts = new ArrayList<Integer>();
        for (int i = 1; i < talk.size(); i++) {
            if (talk.get(i).role() == Message.Role.USER) {
                starts.add(i);
            }
        }
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ids(messages, starts.get(middle), limits).length <= limit / 2) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int dropped = starts.isEmpty() ? 0 : starts.get(low);
        int length = ids(messages, dropped, limits).length;
        if (length + 1 > limit) {
            throw new StudioException("models.language.chat.tooLong", length, limit);
        }
        return dropped;
    }

    private int[] ids(List<Message> messages, int dropped, Limits limits) {
        int left = dropped;
        var kept = new ArrayList<Message>();
        for (var message : messages) {
            if (message.role() == Message.Role.SYSTEM) {
                kept.add(message);
            } else if (left > 0) {
                left--;
            } else {
                kept.add(message);
            }
        }
        return format.encode(kept, tokenizer, limits.thinking());
    }
}
