package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
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
    }

    @Test
    void deploysTheNewestVersionAndLeavesOthersInTheFolder() {
        gateway.put("m", 9);
        gateway.put("m", 10);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(10L);
        assertThat(gateway.repository().list()).containsExactly(new ModelId("m", 10));
        gateway.settle();
        assertThat(gateway.deployments().orders()).hasSize(1);
    }

    @Test
    void takesAModelOnlyWhenItHasBeenTheSameForTheTimeToSettle() {
        gateway.put("m", 1);
        gateway.scan();
        gateway.pass(Gateway.SETTLE.minusNanos(1));
        gateway.scan();
        ModelFiles.write(gateway.version("m", 1).resolve(ModelFiles.SHARD_1), "longer than it was before");
        gateway.pass(Duration.ofNanos(1));
        gateway.scan();
        assertThat(gateway.repository().handedIn()).isEmpty();
        gateway.pass(Gateway.SETTLE);
        gateway.scan();
        assertThat(gateway.repository().handedIn()).containsExactly(M1);
    }

    @Test
    void passesOverNamesOfWhatIsOnItsWay() throws IOException {
        for (String name : new String[] {".1", "_1", "1.tmp", "1.part"}) {
            ModelFiles.write(root.resolve("m").resolve(name), ModelFiles.whole("m"));
            ModelFiles.write(root.resolve("n" + name).resolve("x" + name), ModelFiles.whole("m"));
        }
        gateway.settle();
        assertThat(gateway.repository().handedIn()).isEmpty();
        Files.move(root.resolve("m/1.tmp"), root.resolve("m/1"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void saysOnceWhatIsMissingAndTakesTheModelWhenItIsWhole() throws IOException {
        gateway.put("m", 1);
        Files.delete(gateway.version("m", 1).resolve(ModelFiles.SHARD_0));
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log())
                .singleElement()
                .asString()
                .startsWith("root/m/1 is not deployed: " + ModelFiles.SHARD_0 + " is missing");
        assertThat(gateway.faults()).containsOnlyKeys(gateway.version("m", 1));
        assertThat(gateway.repository().handedIn()).isEmpty();
        gateway.put("m", 1);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        assertThat(gateway.faults()).isEmpty();
    }

    @Test
    void saysOnceThatAModelIsRefusedAndAgainOnlyWhenItHasChanged() {
        gateway.put("m", 1);
        Path graph = gateway.version("m", 1).resolve(ModelFiles.GRAPH);
        ModelFiles.write(graph, "damaged");
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log())
                .singleElement()
                .asString()
                .contains("saved_model.pb: is damaged; Export it again.")
                .endsWith("tried again when it changes");
        ModelFiles.write(gateway.version("m", 1).resolve("assets/more"), "x");
        gateway.settle();
        assertThat(gateway.log()).hasSize(1);
        assertThat(gateway.repository().handedIn()).containsExactly(M1, M1);
        ModelFiles.write(graph, "sound");
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void servesTheNextLowerVersionWhileANewerOneIsDamaged() {
        gateway.put("m", 1);
        gateway.put("m", 2);
        ModelFiles.write(gateway.version("m", 2).resolve(ModelFiles.GRAPH), "damaged");
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void goesBackToTheNextLowerVersionWhenTheNewestVanishes() {
        gateway.put("m", 1);
        gateway.settle();
        gateway.put("m", 2);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(2L);
        ModelFiles.delete(gateway.version("m", 2));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        assertThat(gateway.ordered()).containsExactly(M1, M2, M1);
    }

    @Test
    void doesNotGoBackForAVersionThatIsMissingForAMoment() throws IOException {
        gateway.put("m", 1);
        gateway.put("m", 2);
        gateway.settle();
        Files.move(gateway.version("m", 2), root.resolve("m/2.tmp"));
        gateway.scan();
        gateway.pass(Duration.ofSeconds(1));
        gateway.scan();
        Files.move(root.resolve("m/2.tmp"), gateway.version("m", 2));
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M2);
    }

    @Test
    void undeploysWhatItDeployedWhenTheFolderHasNoVersionOfItAnyMore() {
        gateway.put("m", 1);
        gateway.put("other", 1);
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).isEmpty();
        assertThat(gateway.deployments().serving("other")).contains(1L);
    }

    @Test
    void undeploysWhatVanishedWhileTheGatewayWasOff() {
        gateway.put("m", 1);
        gateway.put("other", 1);
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.restart();
        gateway.scan();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).isEmpty();
    }

    @Test
    void leavesAloneWhatWasOrderedAndHasNoFolder() throws Exception {
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.put("other", 1);
        gateway.settle();
        ModelFiles.delete(root.resolve("other"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void anOrderStandsUntilTheFolderWantsSomethingElse() throws Exception {
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.settle();
        gateway.restart();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        gateway.put("m", 3);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(3L);
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void doesNotTryAFailedVersionAgainUntilADeviceJoinsWhereThatMayHelp() {
        gateway.deployments().failWith(Optional.of("NO_DEVICES"));
        gateway.put("m", 1);
        gateway.settle();
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M1);
        gateway.deployments().failWith(Optional.empty());
        gateway.deviceJoins();
        gateway.scan();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void aDeviceThatJoinsUndoesNoOrder() throws Exception {
        gateway.deployments().failWith(Optional.of("NO_PLACEMENT"));
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().failWith(Optional.empty());
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.deviceJoins();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void aRepairIsNoOrderThatOverrulesTheFolder() {
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().failWith(Optional.of("NO_PLACEMENT"));
        gateway.put("m", 2);
        gateway.settle();
        gateway.deployments().repair("m");
        gateway.deployments().failWith(Optional.empty());
        gateway.deviceJoins();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(2L);
    }

    @Test
    void undeploysWhatItDeployedThoughItWasRepairedAndANewerVersionFailed() {
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().repair("m");
        gateway.deployments().failWith(Optional.of("VERIFICATION_FAILED"));
        gateway.put("m", 2);
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).isEmpty();
    }

    @Test
    void whatWasOrderedAndAppearsInTheFolderGoesOnWhenItLeavesIt() throws Exception {
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.put("m", 1);
        gateway.put("other", 1);
        gateway.settle();
        gateway.restart();
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        assertThat(gateway.ordered()).containsExactly(M1, new ModelId("other", 1));
    }

    @Test
    void whatIsOrderedThoughTheFolderDeployedItGoesOnWhenItLeavesTheFolder() throws Exception {
        gateway.put("m", 1);
        gateway.put("other", 1);
        gateway.settle();
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.settle();
        gateway.restart();
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void goesBackToWhatWasOrderedBeforeWhenTheFolderHasNoVersionOfItAnyMore() throws Exception {
        gateway.repository().keep(M1);
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.put("m", 2);
        gateway.put("other", 1);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(2L);
        gateway.restart();
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void whatWasOrderedBeforeDoesNotEndWithWhatIsOnItsWayFromTheFolder() throws Exception {
        gateway.deployments().deploy(DeploymentRequest.of(M1));
        gateway.deployments().hold();
        gateway.put("m", 2);
        gateway.put("other", 1);
        gateway.settle();
        ModelFiles.delete(root.resolve("m"));
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        gateway.deployments().release();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void oneModelThatCanNotBeLookedAtKeepsNoOtherFromBeingServed() {
        gateway.repository().breakOn("a");
        gateway.put("a", 1);
        gateway.put("m", 1);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        assertThat(gateway.faults()).containsOnlyKeys(root.resolve("a"));
    }

    @Test
    void triesAVersionThatFailedOtherwiseAgainOnlyWhenItsFolderChanges() {
        gateway.deployments().failWith(Optional.of("VERIFICATION_FAILED"));
        gateway.put("m", 1);
        gateway.settle();
        gateway.deviceJoins();
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M1);
        ModelFiles.write(gateway.version("m", 1).resolve(ModelFiles.GRAPH), "m1");
        gateway.settle();
        assertThat(gateway.ordered()).containsExactly(M1);
    }

    @Test
    void saysWhyAVersionCanNotBeDeployed() {
        gateway.deployments().refuse(Optional.of("has no use"));
        gateway.put("m", 1);
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log()).singleElement().asString().contains("m/1: has no use; do better");
        assertThat(gateway.ordered()).hasSize(1);
    }

    @Test
    void deploysTheOnlySignatureOfAModelThatHasNoDefault() {
        gateway.repository().signature("embed");
        gateway.put("m", 1);
        gateway.settle();
        assertThat(gateway.deployments().orders())
                .singleElement()
                .extracting(DeploymentRequest::signature)
                .isEqualTo("embed");
    }

    @Test
    void doesNotDeployWhatTheJournalBroughtBack() throws IOException {
        gateway.put("m", 1);
        gateway.settle();
        gateway.ordered();
        gateway.repository().handedIn();
        gateway.restart();
        gateway.settle();
        assertThat(gateway.ordered()).isEmpty();
        assertThat(gateway.repository().handedIn()).isEmpty();
        Files.delete(data.resolve("memory.properties"));
        gateway.restart();
        gateway.settle();
        assertThat(gateway.ordered()).isEmpty();
    }

    @Test
    void triesWhatNeverServedAgainAfterARestart() {
        gateway.deployments().failWith(Optional.of("VERIFICATION_FAILED"));
        gateway.put("m", 1);
        gateway.settle();
        gateway.deployments().failWith(Optional.empty());
        gateway.restart();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void saysThatVersionsNeverChangeAndServesOnWhatItHas() {
        gateway.put("m", 1);
        gateway.put("m", 2);
        gateway.settle();
        ModelFiles.write(gateway.version("m", 2), ModelFiles.whole("something else"));
        gateway.settle();
        assertThat(gateway.log())
                .singleElement()
                .asString()
                .contains("versions never change: give the new files a number of their own");
        gateway.restart();
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(2L);
        assertThat(gateway.ordered()).containsExactly(M2);
    }

    @Test
    void withdrawsWhatChangedWhileItWasCopied() {
        gateway.put("m", 1);
        Path shard = gateway.version("m", 1).resolve(ModelFiles.SHARD_0);
        gateway.repository().whileCopying(() -> ModelFiles.write(shard, "written while it is read"));
        gateway.settle();
        assertThat(gateway.repository().list()).isEmpty();
        assertThat(gateway.ordered()).isEmpty();
        gateway.repository().whileCopying(() -> {});
        gateway.settle();
        assertThat(gateway.repository().models().get(M1)).containsEntry(ModelFiles.SHARD_0, "written while it is read");
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void triesAgainAWhileAfterTheDiskWasFull() {
        gateway.repository().diskFault(Optional.of(new IOException("the disk is full")));
        gateway.put("m", 1);
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log()).singleElement().asString().contains("the disk is full");
        assertThat(gateway.repository().handedIn()).hasSize(1);
        gateway.repository().diskFault(Optional.empty());
        gateway.pass(Duration.ofMinutes(1));
        gateway.scan();
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void leavesEverythingAloneWhileTheFolderIsNotThere() throws IOException {
        gateway.put("m", 1);
        gateway.settle();
        Files.move(root, data.resolve("unmounted"));
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log()).singleElement().asString().startsWith("root is not there");
        assertThat(gateway.deployments().serving("m")).contains(1L);
        Files.move(data.resolve("unmounted"), root);
        gateway.settle();
        assertThat(gateway.faults()).isEmpty();
        assertThat(gateway.ordered()).containsExactly(M1);
    }

    @Test
    void leavesEverythingAloneWhileAFolderThatIsMountedLateIsEmpty() throws IOException {
        gateway.put("m", 1);
        gateway.settle();
        Files.move(root, data.resolve("unmounted"));
        Files.createDirectory(root);
        gateway.restart();
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log()).singleElement().asString().startsWith("root is empty");
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void leavesEverythingAloneWhenAFolderIsUnmountedAndAnEmptyOneIsLeft() throws IOException {
        gateway.put("m", 1);
        gateway.settle();
        Files.move(root, data.resolve("unmounted"));
        Files.createDirectory(root);
        gateway.settle();
        gateway.settle();
        assertThat(gateway.log()).singleElement().asString().startsWith("root is empty");
        assertThat(gateway.deployments().serving("m")).contains(1L);
    }

    @Test
    void tellsOfWhatLiesWhereItIsNoUse() {
        ModelFiles.write(root.resolve("unversioned"), ModelFiles.whole("x"));
        ModelFiles.write(root.resolve("m/v1"), ModelFiles.whole("x"));
        ModelFiles.write(root.resolve("m/007"), ModelFiles.whole("x"));
        ModelFiles.write(root.resolve("two words/1"), ModelFiles.whole("x"));
        gateway.settle();
        assertThat(gateway.faults().keySet())
                .containsExactlyInAnyOrder(
                        root.resolve("unversioned"),
                        root.resolve("m/v1"),
                        root.resolve("m/007"),
                        root.resolve("two words"));
        assertThat(gateway.repository().handedIn()).isEmpty();
    }

    @Test
    void keepsAllVersionsAndServesTheNewestByThePolicyAll() {
        gateway.restart(new VersionPolicy.All());
        gateway.put("m", 1);
        gateway.put("m", 2);
        gateway.settle();
        assertThat(gateway.repository().list()).containsExactlyInAnyOrder(M1, M2);
        assertThat(gateway.ordered()).containsExactly(M2);
    }

    @Test
    void servesTheNamedVersionByThePolicySpecificAndTheNewestOfOtherModels() {
        gateway.restart(new VersionPolicy.Specific(Set.of(M1)));
        gateway.put("m", 1);
        gateway.put("m", 2);
        gateway.put("other", 1);
        gateway.put("other", 2);
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(1L);
        assertThat(gateway.deployments().serving("other")).contains(2L);
        gateway.restart(new VersionPolicy.Latest());
        gateway.settle();
        assertThat(gateway.deployments().serving("m")).contains(2L);
    }
}
