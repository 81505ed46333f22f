/**
 * The problem of placing a model's layers on devices, its answers, and the strategies that give them.
 */
@Export
@Version("1.0.0")
package hewn.placement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
