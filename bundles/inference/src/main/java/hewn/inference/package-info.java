/**
 * Reading models, cutting them into slices, running slices: the interfaces, and the values that pass through them.
 */
@Export
@Version("1.0.0")
package hewn.inference;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
