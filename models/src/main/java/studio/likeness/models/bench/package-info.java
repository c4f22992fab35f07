/// How fast, beside what the machine can do: figures for `docs/bench`, never for tests.
@NullMarked
package studio.likeness.models.bench;

import org.jspecify.annotations.NullMarked;
