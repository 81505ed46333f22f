package hewn.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.cli.CliException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** The models in the gateway's repository. */
public final class ModelsApi {
    private final ApiConnection connection;

    ModelsApi(ApiConnection connection) {
        this.connection = connection;
    }

    /**
     * The models in the repository.
     *
     * @return by name
     * @throws CliException if they can't be had
     */
    public List<Model> list() throws CliException {
        return connection.get("/models", Model.Page.class).models();
    }

    /**
     * Uploads a model, packed while it is sent.
     *
     * @param name of the model
     * @param version its number; the next one if empty
     * @param folder the folder of one version
     * @param progress is told how many bytes of how many are packed
     * @return the number of the version
     * @throws CliException if it is refused, or sending fails
     */
    public long upload(String name, OptionalLong version, Path folder, BiConsumer<Long, Long> progress)
            throws CliException {
        String number = version.isPresent() ? Long.toString(version.getAsLong()) : "next";
        return connection
                .send(
                        connection
                                .request(path(name, number), ApiConnection.LONG_PATIENCE)
                                .header("Content-Type", "application/zip")
                                .PUT(packed(folder, progress)),
                        Model.Added.class)
                .version();
    }

    private static BodyPublisher packed(Path folder, BiConsumer<Long, Long> progress) throws CliException {
        try {
            FolderZip zip = FolderZip.of(folder);
            long total = zip.sizeBytes();
            return BodyPublishers.ofInputStream(() -> zip.open(done -> progress.accept(done, total)));
        } catch (IOException unreadable) {
            throw CliException.failed("can't read " + folder + ": " + unreadable.getMessage(), "", unreadable);
        }
    }

    /**
     * Removes a version of a model.
     *
     * @param model its name
     * @param version its number
     * @return what the gateway warns of, if it does
     * @throws CliException if there is no such version, or it is deployed
     */
    public Optional<String> remove(String model, long version) throws CliException {
        byte[] answer = connection.send(connection.delete(path(model, Long.toString(version))));
        return answer.length == 0
                ? Optional.empty()
                : Optional.ofNullable(
                        connection.read(answer, JsonNode.class).path("warning").textValue());
    }

    private static String path(String model, String version) {
        return "/models/" + model + "/versions/" + version;
    }
}
