/**
 * Element types, shapes, tensors and digests: the values that every other part speaks of.
 */
@Export
@Version("1.0.0")
package hewn.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
