/// A model as the studio keeps it: its description, files, hashes, licence and origin.
@NullMarked
package studio.likeness.models.modelfolder;

import org.jspecify.annotations.NullMarked;
