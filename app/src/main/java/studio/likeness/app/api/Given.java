package studio.likeness.app.api;

import java.util.LinkedHashMap;
import java.util.Optional;
import studio.likeness.app.conversation.Reply;

/// The replies that personas gave of late. A client sends them back with its next question, as text
/// alone; by that text they are known again, with their source and memory. Thread-safe.
final class Given {
    private static final int MOST = 2000;

    private record Key(String persona, String text) {}

    private final LinkedHashMap<Key, Reply> replies = new LinkedHashMap<>();

    synchronized void keep(String persona, Reply reply) {
        var key = new Key(persona, reply.text().strip());
        replies.remove(key); // so that it is the youngest again
        replies.put(key, reply);
        if (replies.size() > MOST) {
            replies.pollFirstEntry();
        }
    }

    synchronized Optional<Reply> find(String persona, String text) {
        return Optional.ofNullable(replies.get(new Key(persona, text.strip())));
    }
}
