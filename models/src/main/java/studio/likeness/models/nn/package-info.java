/// One definition of a network, two interpreters: an ONNX graph, or tensors with gradients.
@NullMarked
package studio.likeness.models.nn;

import org.jspecify.annotations.NullMarked;
