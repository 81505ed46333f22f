/**
 * What a model computes, as layers in one fixed order, and where it may be cut.
 */
@Export
@Version("1.0.0")
package hewn.graph;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
