/**
 * What gateway and devices say to each other: topics and messages of the control plane, frames of the tensor plane, and the channels that carry them.
 */
@Export
@Version("1.0.0")
package hewn.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
