package studio.likeness.models.runtime;

import java.util.Optional;

/// Where the tokens of a step stand, for graphs that ask for it. May remember what it saw: it is
/// asked once per step, in order, on the thread that feeds.
public interface Positions {
    /// What is read at one step.
    ///
    /// @param prefix keys that stand in the cache before the first token
    /// @param before tokens in the cache
    /// @param ids those that are read now
    record Step(int prefix, int before, int[] ids) {
        /// Keys that the last token of the step sees.
        public int total() {
            return prefix + before + ids.length;
        }
    }

    /// `position_ids`: `[1, ids]`, or what else the graph's input says.
    Array.Longs of(Step step);

    /// `attention_bias`, added to the scores: `[1, 1, ids, total]`.
    default Optional<Array.Floats> bias(Step step) {
        return Optional.empty();
    }

    /// Counts tokens from 0, whatever prefix there is.
    static Positions consecutive() {
        return step -> {
            var positions = new long[step.ids().length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = step.before() + i;
            }
            return new Array.Longs(positions, 1, positions.length);
        };
    }
}
