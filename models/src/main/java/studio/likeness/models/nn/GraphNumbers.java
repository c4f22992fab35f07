package studio.likeness.models.nn;

import java.util.Arrays;
import java.util.List;
import studio.likeness.models.checkpoint.Tensor;

/// The numbers of a weight on its way into a graph, read a stretch at a time; safe for several
// threads.
interface GraphNumbers {
    long count();

    void read(long from, float[] into, int at, int count);

    static GraphNumbers of(Tensor tensor) {
        return of(tensor, 0, tensor.elements());
    }

    /// A stretch of a tensor.
    static GraphNumbers of(Tensor tensor, long start, long length) {
        return new GraphNumbers() {
            @Override
            public long count() {
                return length;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                tensor.read(start + from, into, at, count);
            }
        };
    }

    static GraphNumbers of(float[] numbers) {
        return new GraphNumbers() {
            @Override
            public long count() {
                return numbers.length;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                System.arraycopy(numbers, Math.toIntExact(from), into, at, count);
            }
        };
    }

    static GraphNumbers zeros(long length) {
        return new GraphNumbers() {
            @Override
            public long count() {
                return length;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                Arrays.fill(into, at, at + count, 0);
            }
        };
    }

    /// One after another.
    static GraphNumbers joined(List<GraphNumbers> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        long total = parts.stream().mapToLong(GraphNumbers::count).sum();
        return new GraphNumbers() {
            @Override
            public long count() {
                return total;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                long start = 0;
                for (var part : parts) {
                    long first = Math.max(from, start);
                    long last = Math.min(from + count, start + part.count());
                    if (first < last) {
                        int here = at + (int) (first - from);
                        part.read(first - start, into, here, (int) (last - first));
                    }
                    start += part.count();
                }
            }
        };
    }

    /// Each number plus a constant.
    default GraphNumbers plus(float offset) {
        var inner = this;
        return new GraphNumbers() {
            @Override
            public long count() {
                return inner.count();
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                inner.read(from, into, at, count);
                for (int i = at; i < at + count; i++) {
                    into[i] += offset;
                }
            }
        };
    }
}
