package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose order it is that serves, when a model leaves the folder. */
class FolderOrdersTest {
    private static final ModelId M1 = new ModelId("m", 1);
    private static final ModelId M2 = new ModelId("m", 2);

    @TempDir
    private Path data;

    private Path root;
    private Gateway gateway;

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectory(data.resolve("root"));
        gateway = new Gateway(data, root);
        gateway.put("other", 1);
        gateway.settle();
        gateway.ordered();
    }

    private void order(ModelId model) throws Exception {
        gateway.deployments().deploy(DeploymentRequest.of(model));
    }

    private void leave() {
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
    }

    private Optional<Long> serving() {
        return gateway.deployments().serving("m");
    }

    @Test
    void endsWhatBeganToServeAfterTheLastLookBeforeARestart() {
        gateway.deployments().hold();
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().release();
        gateway.restart();
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
        assertThat(gateway.ordered()).containsExactly(M1);
    }

    @Test
    void endsWhatBeganToServeAndVanishedWhileNobodyLooked() {
        gateway.deployments().hold();
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().release();
        ModelFiles.delete(root.resolve("m"));
        gateway.restart();
        gateway.scan();
        assertThat(serving()).contains(1L);
        gateway.settle();
        assertThat(serving()).isEmpty();
    }

    @Test
    void endsWhatWasOnItsWayWhenItsSettingsChanged() {
        gateway.deployments().hold();
        gateway.put("m", 1);
        gateway.settle();
        gateway.restart();
        gateway.settle();
        gateway.deployments().release();
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
        assertThat(gateway.ordered()).containsExactly(M1);
    }

    @Test
    void endsWhatItHeldWhenItsMemoryWasLost() throws IOException {
        gateway.put("m", 1);
        gateway.settle();
        Files.writeString(data.resolve("memory.properties"), "folder=" + root + "\nmodel.m=damaged");
        gateway.restart();
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
        assertThat(gateway.ordered()).containsExactly(M1);
    }

    @Test
    void leavesAloneWhatWasOrderedBeforeTheFolderHeldItThoughNothingWasRemembered() throws Exception {
        gateway.repository().keep(M1);
        order(M1);
        gateway.restart();
        gateway.scan();
        gateway.put("m", 1);
        gateway.settle();
        leave();
        assertThat(serving()).contains(1L);
    }

    @Test
    void endsWhatItDeployedThoughARepairGaveItAnotherNumberBeforeARestart() {
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().repair("m");
        gateway.deployments().bringBack("m");
        gateway.restart();
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
    }

    @Test
    void aPromotedCanaryIsSomebodysThoughItBeganBeforeTheFoldersLastOrder() {
        gateway.put("m", 1);
        gateway.settle();
        GenerationStatus canary = gateway.deployments().tryOut(M2);
        gateway.deployments().failWith(Optional.of("NO_PLACEMENT"));
        gateway.put("m", 3);
        gateway.settle();
        gateway.deployments().failWith(Optional.empty());
        gateway.deployments().promote(canary);
        gateway.deviceJoins();
        gateway.settle();
        assertThat(serving()).contains(2L);
        leave();
        assertThat(serving()).contains(2L);
    }

    @Test
    void anOrderThatFailsLeavesTheFoldersVersionToTheFolder() throws Exception {
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().hold();
        order(M1);
        gateway.settle();
        gateway.deployments().fail();
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
    }

    @Test
    void theFolderDeploysWhatSomebodyOrderedInVain() throws Exception {
        gateway.deployments().hold();
        order(M1);
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().fail();
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M1, M1);
        leave();
        assertThat(serving()).isEmpty();
    }

    @Test
    void endsAfterAnOrderOnItsWayHasFailed() throws Exception {
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().hold();
        order(M1);
        leave();
        assertThat(serving()).contains(2L);
        gateway.deployments().fail();
        gateway.settle();
        assertThat(serving()).isEmpty();
    }

    @Test
    void leavesAloneAnOrderThatWasOnItsWay() throws Exception {
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().hold();
        order(M1);
        leave();
        gateway.deployments().release();
        gateway.settle();
        assertThat(serving()).contains(1L);
    }

    @Test
    void triesAgainToGoBackWhenADeviceJoinsAndSaysSoUntilThen() throws Exception {
        gateway.repository().keep(M1);
        order(M1);
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().failWith(Optional.of("NO_PLACEMENT"));
        leave();
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M1, M2, M1);
        assertThat(gateway.faults()).containsOnlyKeys(root.resolve("m"));
        assertThat(serving()).contains(2L);
        gateway.deployments().failWith(Optional.empty());
        gateway.deviceJoins();
        gateway.settle();
        assertThat(serving()).contains(1L);
        assertThat(gateway.faults()).isEmpty();
    }

    @Test
    void forgetsToGoBackWhenTheModelIsThereAgain() throws Exception {
        gateway.repository().keep(M1);
        order(M1);
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().hold();
        leave();
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().release();
        gateway.settle();
        assertThat(serving()).contains(2L);
        assertThat(gateway.faults()).isEmpty();
    }

    @Test
    void undeploysWhenWhatWasOrderedBeforeIsGone() throws Exception {
        order(M1); // which the repository does not keep
        gateway.put("m", 2);
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
        assertThat(gateway.faults()).isEmpty();
    }

    @Test
    void undeploysWhatReplacedAnOrderInTwoSteps() throws Exception {
        gateway.repository().keep(M1);
        order(M1);
        gateway.put("m", 2);
        gateway.settle();
        gateway.put("m", 3);
        gateway.settle();
        leave();
        assertThat(serving()).isEmpty();
    }
}
