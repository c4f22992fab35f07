package studio.likeness.app.conversation;

/// Says a reply that was decided before.
record SameAgain(Reply reply) implements Brain {
    @Override
    public Reply answer(Question question, Listener decided, Pen pen) throws InterruptedException {
        decided.decided(reply);
        if (reply.source() != Source.RECORDED) {
            pen.write(reply.text());
        }
        return reply;
    }

    @Override
    public void close() {}
}
