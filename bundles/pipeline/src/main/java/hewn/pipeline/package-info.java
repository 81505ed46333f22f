/**
 * What serves a model: pipelines and their generations, and the interfaces through which the services of a gateway meet.
 */
@Export
@Version("1.0.0")
package hewn.pipeline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
