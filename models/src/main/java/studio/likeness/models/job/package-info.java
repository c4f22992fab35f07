/// How long work runs: progress, stages, ownership of resources, jobs, and errors a user can act
/// on.
@NullMarked
package studio.likeness.models.job;

import org.jspecify.annotations.NullMarked;
