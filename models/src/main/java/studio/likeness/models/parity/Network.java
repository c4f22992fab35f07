package studio.likeness.models.parity;

import java.util.Map;
import studio.likeness.models.nn.Ops;

/// Something that is computed from named tensors and gives named tensors.
interface Network {
    <T> Map<String, T> compute(Ops<T> o, Map<String, T> inputs);
}
