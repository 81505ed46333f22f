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
import org.junit.jupiter.api.Test;

class ModelFolderTest extends FolderFixture {
    @Test
    void deploysTheNewestVersionAndLeavesOthersInTheFolder() {
        gateway().put("m", 9);
        appear(10);
        assertServes(10);
        assertThat(gateway().repository().list()).containsExactly(new ModelId("m", 10));
        gateway().settle();
        assertThat(gateway().deployments().orders()).hasSize(1);
    }

    @Test
    void takesAModelOnlyWhenItHasBeenTheSameForTheTimeToSettle() {
        gateway().put("m", 1);
        gateway().scan();
        gateway().pass(Gateway.SETTLE.minusNanos(1));
        gateway().scan();
        ModelFiles.write(gateway().version("m", 1).resolve(ModelFiles.SHARD_1), "longer than it was before");
        gateway().pass(Duration.ofNanos(1));
        gateway().scan();
        assertThat(gateway().repository().handedIn()).isEmpty();
        gateway().pass(Gateway.SETTLE);
        gateway().scan();
        assertThat(gateway().repository().handedIn()).containsExactly(M1);
    }

    @Test
    void passesOverNamesOfWhatIsOnItsWay() throws IOException {
        for (String name : new String[] {".1", "_1", "1.tmp", "1.part"}) {
            ModelFiles.write(root().resolve("m").resolve(name), ModelFiles.whole("m"));
            ModelFiles.write(root().resolve("n" + name).resolve("x" + name), ModelFiles.whole("m"));
        }
        gateway().settle();
        assertThat(gateway().repository().handedIn()).isEmpty();
        Files.move(root().resolve("m/1.tmp"), root().resolve("m/1"));
        gateway().settle();
        assertServes(1);
    }

    @Test
    void saysOnceWhatIsMissingAndTakesTheModelWhenItIsWhole() throws IOException {
        gateway().put("m", 1);
        Files.delete(gateway().version("m", 1).resolve(ModelFiles.SHARD_0));
        gateway().settle();
        gateway().settle();
        assertThat(gateway().log())
                .singleElement()
                .asString()
                .startsWith("root/m/1 is not deployed: " + ModelFiles.SHARD_0 + " is missing");
        assertThat(gateway().faults()).containsOnlyKeys(gateway().version("m", 1));
        assertThat(gateway().repository().handedIn()).isEmpty();
        appear(1);
        assertServes(1);
        assertThat(gateway().faults()).isEmpty();
    }

    @Test
    void saysOnceThatAModelIsRefusedAndAgainOnlyWhenItHasChanged() {
        gateway().put("m", 1);
        Path graph = gateway().version("m", 1).resolve(ModelFiles.GRAPH);
        ModelFiles.write(graph, "damaged");
        gateway().settle();
        gateway().settle();
        assertThat(gateway().log())
                .singleElement()
                .asString()
                .contains("saved_model.pb is damaged; Export it again.")
                .endsWith("tried again when it changes");
        ModelFiles.write(gateway().version("m", 1).resolve("assets/more"), "x");
        gateway().settle();
        assertThat(gateway().log()).hasSize(1);
        assertThat(gateway().repository().handedIn()).containsExactly(M1, M1);
        ModelFiles.write(graph, "sound");
        gateway().settle();
        assertServes(1);
    }

    @Test
    void servesTheNextLowerVersionWhileANewerOneIsDamaged() {
        gateway().put("m", 1);
        gateway().put("m", 2);
        ModelFiles.write(gateway().version("m", 2).resolve(ModelFiles.GRAPH), "damaged");
        gateway().settle();
        assertServes(1);
    }

    @Test
    void goesBackToTheNextLowerVersionWhenTheNewestVanishes() {
        appear(1);
        appear(2);
        assertServes(2);
        ModelFiles.delete(gateway().version("m", 2));
        gateway().settle();
        assertServes(1);
        assertOrdered(M1, M2, M1);
    }

    @Test
    void doesNotGoBackForAVersionThatIsMissingForAMoment() throws IOException {
        gateway().put("m", 1);
        appear(2);
        Files.move(gateway().version("m", 2), root().resolve("m/2.tmp"));
        gateway().scan();
        gateway().pass(Duration.ofSeconds(1));
        gateway().scan();
        Files.move(root().resolve("m/2.tmp"), gateway().version("m", 2));
        gateway().settle();
        assertOrdered(M2);
    }

    @Test
    void undeploysWhatItDeployedWhenTheFolderHasNoVersionOfItAnyMore() {
        gateway().put("m", 1);
        gateway().put("other", 1);
        gateway().settle();
        leave();
        assertServesNothing();
        assertThat(gateway().deployments().serving("other")).contains(1L);
    }

    @Test
    void undeploysWhatVanishedWhileTheGatewayWasOff() {
        gateway().put("m", 1);
        gateway().put("other", 1);
        gateway().settle();
        ModelFiles.delete(root().resolve("m"));
        gateway().restart();
        gateway().scan();
        assertServes(1);
        gateway().settle();
        assertServesNothing();
    }

    @Test
    void leavesAloneWhatWasOrderedAndHasNoFolder() throws Exception {
        order(M1);
        gateway().put("other", 1);
        gateway().settle();
        ModelFiles.delete(root().resolve("other"));
        gateway().settle();
        assertServes(1);
    }

    @Test
    void anOrderStandsUntilTheFolderWantsSomethingElse() throws Exception {
        appear(2);
        order(M1);
        gateway().settle();
        restart();
        assertServes(1);
        appear(3);
        assertServes(3);
        order(M1);
        leave();
        assertServes(1);
    }

    @Test
    void doesNotTryAFailedVersionAgainUntilADeviceJoinsWhereThatMayHelp() {
        failWith("NO_DEVICES");
        appear(1);
        gateway().settle();
        assertOrdered(M1);
        failNoMore();
        gateway().deviceJoins();
        gateway().scan();
        assertServes(1);
    }

    @Test
    void aDeviceThatJoinsUndoesNoOrder() throws Exception {
        failWith("NO_PLACEMENT");
        appear(2);
        failNoMore();
        order(M1);
        deviceJoins();
        assertServes(1);
    }

    @Test
    void aRepairIsNoOrderThatOverrulesTheFolder() {
        appear(1);
        failWith("NO_PLACEMENT");
        appear(2);
        gateway().deployments().repair("m");
        failNoMore();
        deviceJoins();
        assertServes(2);
    }

    @Test
    void undeploysWhatItDeployedThoughItWasRepairedAndANewerVersionFailed() {
        appear(1);
        gateway().deployments().repair("m");
        failWith("VERIFICATION_FAILED");
        appear(2);
        leave();
        assertServesNothing();
    }

    @Test
    void whatWasOrderedAndAppearsInTheFolderGoesOnWhenItLeavesIt() throws Exception {
        order(M1);
        gateway().put("m", 1);
        gateway().put("other", 1);
        gateway().settle();
        restart();
        leave();
        assertServes(1);
        assertOrdered(M1, new ModelId("other", 1));
    }

    @Test
    void whatIsOrderedThoughTheFolderDeployedItGoesOnWhenItLeavesTheFolder() throws Exception {
        gateway().put("m", 1);
        gateway().put("other", 1);
        gateway().settle();
        order(M1);
        gateway().settle();
        restart();
        leave();
        assertServes(1);
    }

    @Test
    void goesBackToWhatWasOrderedBeforeWhenTheFolderHasNoVersionOfItAnyMore() throws Exception {
        gateway().repository().keep(M1);
        order(M1);
        gateway().put("m", 2);
        gateway().put("other", 1);
        gateway().settle();
        assertServes(2);
        restart();
        leave();
        assertServes(1);
    }

    @Test
    void whatWasOrderedBeforeDoesNotEndWithWhatIsOnItsWayFromTheFolder() throws Exception {
        order(M1);
        hold();
        gateway().put("m", 2);
        gateway().put("other", 1);
        gateway().settle();
        leave();
        assertServes(1);
        arrive();
        assertServes(1);
    }

    @Test
    void oneModelThatCanNotBeLookedAtKeepsNoOtherFromBeingServed() {
        gateway().repository().breakOn("a");
        gateway().put("a", 1);
        appear(1);
        assertServes(1);
        assertThat(gateway().faults()).containsOnlyKeys(root().resolve("a"));
    }

    @Test
    void triesAVersionThatFailedOtherwiseAgainOnlyWhenItsFolderChanges() {
        failWith("VERIFICATION_FAILED");
        appear(1);
        deviceJoins();
        assertOrdered(M1);
        ModelFiles.write(gateway().version("m", 1).resolve(ModelFiles.GRAPH), "m1");
        gateway().settle();
        assertOrdered(M1);
    }

    @Test
    void saysWhyAVersionCanNotBeDeployed() {
        gateway().deployments().refuse(Optional.of("has no use"));
        appear(1);
        gateway().settle();
        assertThat(gateway().log()).singleElement().asString().contains("m/1 has no use; do better");
        assertThat(gateway().ordered()).hasSize(1);
    }

    @Test
    void deploysTheOnlySignatureOfAModelThatHasNoDefault() {
        gateway().repository().signature("embed");
        appear(1);
        assertThat(gateway().deployments().orders())
                .singleElement()
                .extracting(DeploymentRequest::signature)
                .isEqualTo("embed");
    }

    @Test
    void doesNotDeployWhatTheJournalBroughtBack() throws IOException {
        appear(1);
        gateway().ordered();
        gateway().repository().handedIn();
        restart();
        assertOrdered();
        assertThat(gateway().repository().handedIn()).isEmpty();
        Files.delete(data().resolve("memory.properties"));
        restart();
        assertOrdered();
    }

    @Test
    void triesWhatNeverServedAgainAfterARestart() {
        failWith("VERIFICATION_FAILED");
        appear(1);
        failNoMore();
        restart();
        assertServes(1);
    }

    @Test
    void saysThatVersionsNeverChangeAndServesOnWhatItHas() {
        gateway().put("m", 1);
        appear(2);
        ModelFiles.write(gateway().version("m", 2), ModelFiles.whole("something else"));
        gateway().settle();
        assertThat(gateway().log())
                .singleElement()
                .asString()
                .contains("versions never change: give the new files a number of their own");
        restart();
        assertServes(2);
        assertOrdered(M2);
    }

    @Test
    void withdrawsWhatChangedWhileItWasCopied() {
        gateway().put("m", 1);
        Path shard = gateway().version("m", 1).resolve(ModelFiles.SHARD_0);
        gateway().repository().whileCopying(() -> ModelFiles.write(shard, "written while it is read"));
        gateway().settle();
        assertThat(gateway().repository().list()).isEmpty();
        assertOrdered();
        gateway().repository().whileCopying(() -> {});
        gateway().settle();
        assertThat(gateway().repository().models().get(M1))
                .containsEntry(ModelFiles.SHARD_0, "written while it is read");
        assertServes(1);
    }

    @Test
    void triesAgainAWhileAfterTheDiskWasFull() {
        gateway().repository().diskFault(Optional.of(new IOException("the disk is full")));
        appear(1);
        gateway().settle();
        assertThat(gateway().log()).singleElement().asString().contains("the disk is full");
        assertThat(gateway().repository().handedIn()).hasSize(1);
        gateway().repository().diskFault(Optional.empty());
        gateway().pass(Duration.ofMinutes(1));
        gateway().scan();
        assertServes(1);
    }

    @Test
    void aFolderThatIsNotThereYetIsNoFault() throws IOException {
        Files.delete(root());
        restart();
        assertThat(gateway().log()).isEmpty();
        assertThat(gateway().faults()).isEmpty();
        appear(1);
        assertServes(1);
        Files.move(root(), data().resolve("unmounted"));
        restart();
        assertThat(gateway().log()).singleElement().asString().startsWith("root is not there");
    }

    @Test
    void leavesEverythingAloneWhileTheFolderIsNotThere() throws IOException {
        appear(1);
        Files.move(root(), data().resolve("unmounted"));
        gateway().settle();
        gateway().settle();
        assertThat(gateway().log()).singleElement().asString().startsWith("root is not there");
        assertServes(1);
        Files.move(data().resolve("unmounted"), root());
        gateway().settle();
        assertThat(gateway().faults()).isEmpty();
        assertOrdered(M1);
    }

    @Test
    void leavesEverythingAloneWhileAFolderThatIsMountedLateIsEmpty() throws IOException {
        appear(1);
        Files.move(root(), data().resolve("unmounted"));
        Files.createDirectory(root());
        restart();
        gateway().settle();
        assertThat(gateway().log()).singleElement().asString().startsWith("root is empty");
        assertServes(1);
    }

    @Test
    void leavesEverythingAloneWhenAFolderIsUnmountedAndAnEmptyOneIsLeft() throws IOException {
        appear(1);
        Files.move(root(), data().resolve("unmounted"));
        Files.createDirectory(root());
        gateway().settle();
        gateway().settle();
        assertThat(gateway().log()).singleElement().asString().startsWith("root is empty");
        assertServes(1);
    }

    @Test
    void tellsOfWhatLiesWhereItIsNoUse() {
        ModelFiles.write(root().resolve("unversioned"), ModelFiles.whole("x"));
        ModelFiles.write(root().resolve("m/v1"), ModelFiles.whole("x"));
        ModelFiles.write(root().resolve("m/007"), ModelFiles.whole("x"));
        ModelFiles.write(root().resolve("two words/1"), ModelFiles.whole("x"));
        gateway().settle();
        assertThat(gateway().faults().keySet())
                .containsExactlyInAnyOrder(
                        root().resolve("unversioned"),
                        root().resolve("m/v1"),
                        root().resolve("m/007"),
                        root().resolve("two words"));
        assertThat(gateway().repository().handedIn()).isEmpty();
    }

    @Test
    void keepsAllVersionsAndServesTheNewestByThePolicyAll() {
        gateway().restart(new VersionPolicy.All());
        gateway().put("m", 1);
        appear(2);
        assertThat(gateway().repository().list()).containsExactlyInAnyOrder(M1, M2);
        assertOrdered(M2);
    }

    @Test
    void servesTheNamedVersionByThePolicySpecificAndTheNewestOfOtherModels() {
        gateway().restart(new VersionPolicy.Specific(Set.of(M1)));
        gateway().put("m", 1);
        gateway().put("m", 2);
        gateway().put("other", 1);
        gateway().put("other", 2);
        gateway().settle();
        assertServes(1);
        assertThat(gateway().deployments().serving("other")).contains(2L);
        gateway().restart(new VersionPolicy.Latest());
        gateway().settle();
        assertServes(2);
    }
}
