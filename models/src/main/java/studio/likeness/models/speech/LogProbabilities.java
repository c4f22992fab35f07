package studio.likeness.models.speech;

/// What logits say of chances.
final class LogProbabilities {
    private LogProbabilities() {}

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /// `log Σ exp(logits)`.
    static double total(float[] logits) {
        double most = logits[largest(logits)];
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }
}
