/// Language models that another program on this machine or in this network serves.
@NullMarked
package studio.likeness.models.service;

import org.jspecify.annotations.NullMarked;
