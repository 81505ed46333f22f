/**
 * What every placement strategy is tested with: the contract as a test to extend, seeded problems, and an exhaustive
 * search to compare with.
 */
@Export
@Version("1.0.0")
package hewn.placement.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
