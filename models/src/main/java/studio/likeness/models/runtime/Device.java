package studio.likeness.models.runtime;

/// Where a model runs.
public sealed interface Device {
    /// The processor.
    ///
    /// @param threads that share one step; 0 for as many as there are cores
    record Processor(int threads) implements Device {
        @Override
        public String toString() {
            return "CPU";
        }
    }

    /// An NVIDIA card.
    record Cuda(int index) implements Device {
        @Override
        public String toString() {
            return "CUDA " + index;
        }
    }

    static Device processor() {
        return new Processor(0);
    }
}
