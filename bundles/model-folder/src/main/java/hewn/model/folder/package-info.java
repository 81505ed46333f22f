/**
 * Deploys the models that appear in a folder, as {@code NAME/VERSION/}.
 *
 * <p>One {@link hewn.model.folder.ModelFolder} looks again and again at all that lies there. A version is handed to the
 * repository by {@link hewn.model.folder.Intake} once it has come to rest and is complete; {@link
 * hewn.model.folder.FolderDeployments} has the version served that the policy chooses, and remembers it across restarts.
 */
package hewn.model.folder;
