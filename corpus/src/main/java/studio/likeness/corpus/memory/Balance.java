package studio.likeness.corpus.memory;

/// Turns evidence into the log odds that an answer fits, against nothing fitting: a weighted sum,
/// and a small layer of bent sums for evidence that means something else beside other evidence, as
/// a missing word does when somebody's sister is asked about.
///
/// @param direct a weight for each kind of evidence, then the bias
/// @param inner for each bent sum a weight for each kind of evidence, then its bias
/// @param outer what each bent sum adds
record Balance(double[] direct, double[][] inner, double[] outer) {
    double odds(double[] evidence) {
        double odds = sum(direct, evidence);
        for (int i = 0; i < inner.length; i++) {
            odds += outer[i] * Math.tanh(sum(inner[i], evidence));
        }
        return odds;
    }

    static double sum(double[] weights, double[] evidence) {
        double sum = weights[evidence.length];
        for (int i = 0; i < evidence.length; i++) {
            sum += weights[i] * evidence[i];
        }
        return sum;
    }
}
