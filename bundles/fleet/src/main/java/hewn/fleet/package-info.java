/**
 * The devices of a site, the links between them, and a snapshot of all that is online.
 */
@Export
@Version("1.0.0")
package hewn.fleet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
