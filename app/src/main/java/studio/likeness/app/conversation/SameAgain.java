package studio.likeness.app.conversation;

/// Says a reply that was decided before.
record SameAgain(Reply reply) implements Brain {
    @Override
    public Reply answer(String heard, Listener decided, Pen pen) throws InterruptedException {
        decided.decided(reply);
        if (reply.source() != Source.RECORDED) {
            for (var clause : Clauses.of(reply.text())) {
                pen.write(clause);
            }
        }
        return reply;
    }

    @Override
    public void close() {}
}
