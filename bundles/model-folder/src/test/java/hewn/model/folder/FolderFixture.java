package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder that a gateway watches, and the steps by which a test tells what happens to the model {@code m} there. */
abstract class FolderFixture {
    static final ModelId M1 = new ModelId("m", 1);
    static final ModelId M2 = new ModelId("m", 2);

    @TempDir
    private Path data;

    private Path root;
    private Gateway gateway;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(data.resolve("root"));
        gateway = new Gateway(data, root);
    }

    Path data() {
        return data;
    }

    Path root() {
        return root;
    }

    Gateway gateway() {
        return gateway;
    }

    /** A version appears in the folder, and is seen to have come to rest. */
    void appear(long version) {
        gateway.put("m", version);
        gateway.settle();
    }

    /** All versions vanish from the folder, and that is seen. */
    void leave() {
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
    }

    /** The gateway is started again, and looks at the folder. */
    void restart() {
        gateway.restart();
        gateway.settle();
    }

    /** A device joins, and the folder is looked at. */
    void deviceJoins() {
        gateway.deviceJoins();
        gateway.settle();
    }

    /** Somebody orders a version. */
    void order(ModelId model) throws ModelException {
        gateway.deployments().deploy(DeploymentRequest.of(model));
    }

    /** What is ordered from now on is on its way until it arrives, or fails to. */
    void hold() {
        gateway.deployments().hold();
    }

    /** What was on its way serves, and that is seen. */
    void arrive() {
        gateway.deployments().release();
        gateway.settle();
    }

    /** What was on its way fails, and that is seen. */
    void failToArrive() {
        gateway.deployments().fail();
        gateway.settle();
    }

    /** What is ordered from now on fails. */
    void failWith(String code) {
        gateway.deployments().failWith(Optional.of(code));
    }

    void failNoMore() {
        gateway.deployments().failWith(Optional.empty());
    }

    void assertServes(long version) {
        assertThat(gateway.deployments().serving("m")).contains(version);
    }

    void assertServesNothing() {
        assertThat(gateway.deployments().serving("m")).isEmpty();
    }

    /** What was ordered since this was asked last, by the folder and others. */
    void assertOrdered(ModelId... models) {
        assertThat(gateway.ordered()).containsExactly(models);
    }
}
