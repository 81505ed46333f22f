package hewn.deployer;

import static hewn.pipeline.GenerationState.DRAINING;
import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.RETIRED;
import static hewn.pipeline.GenerationState.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hewn.pipeline.CanaryTerms;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What nobody uses does not stay loaded, whatever was lost. */
class UnusedGenerationsTest extends ServedModel {
    @Test
    void whatAKilledGatewayWasBringingUpIsUnloadedWhenItIsBack() throws Exception {
        devices.answer((device, command) -> {
            if (command instanceof DeviceCommand.WarmStage warm && warm.generation() == 2) {
                devices.silence("a", "b"); // from here on nothing of this gateway is heard
            }
            return new CommandReply.Done(1, "done");
        });
        service.deploy(V2);
        await().until(() -> Collections.frequency(devices.commands(), "b WarmStage") == 2);
        service.close();
        awaitState(2, FAILED);
        assertThat(devices.loaded("a")).containsExactly(1L, 2L);

        devices.silence();
        pipelines.loseRoutes();
        startGateway();

        awaitState(3, SERVING);
        awaitLoaded(3L);
    }

    @Test
    void whatAKilledGatewayWasDrainingIsUnloadedWhenItIsBack() throws Exception {
        pipelines.keepBusy();
        service.deploy(V2);
        awaitState(1, DRAINING);
        stopped();
        startGateway();
        awaitState(3, SERVING);
        awaitLoaded(3L);
    }

    @Test
    void whatDrainsStaysLoadedAlsoWhileTheDeployerIsRestarted() throws Exception {
        CompletableFuture<Void> drained = pipelines.keepBusy();
        service.deploy(V2);
        awaitState(1, DRAINING);
        awaitPrunedUpTo(2);
        awaitLoaded(1L, 2L);
        service.close();
        int before = devices.prunes().size();
        startGateway();
        await().until(() -> devices.prunes().size() >= before + 2);
        awaitLoaded(1L, 2L);
        drained.complete(null);
        awaitLoaded(2L);
    }

    @Test
    void whatWentOnServingIsNamedFromTheFirstListOn() throws Exception {
        service.close();
        int before = devices.prunes().size();
        startGateway();
        devices.join("late", true);
        service.deploy(V2);
        awaitState(1, RETIRED);
        awaitPrunedUpTo(2);
        assertThat(devices.prunes().subList(before, devices.prunes().size()))
                .allMatch(prune -> prune.upTo() > 1 || prune.generations().contains(1L))
                .allMatch(prune -> prune.upTo() < 2 || prune.generations().contains(2L));
    }

    @Test
    void aCanaryIsUsedUntilItEnds() throws Exception {
        devices.join("c", true);
        devices.join("d", true);
        service.tryOut(V2, CanaryTerms.of(0.1));
        awaitState(2, SERVING);
        awaitPrunedUpTo(2);
        awaitLoaded(1L, 2L);
        devices.answer((device, command) -> command instanceof DeviceCommand.UnloadGeneration
                ? new CommandReply.Refused("BUSY", "too many commands are under way")
                : new CommandReply.Done(1, "done"));
        service.endCanary("m");
        awaitLoaded(1L);
    }

    @Test
    void whatADeviceDidNotHearToUnloadIsUnloadedWhenItIsBack() throws Exception {
        devices.answer((device, command) -> command instanceof DeviceCommand.UnloadGeneration && device.equals("a")
                ? new CommandReply.Refused("BUSY", "too many commands are under way")
                : new CommandReply.Done(1, "done"));
        devices.deafen("a");
        service.deploy(V2);
        awaitState(1, RETIRED);
        await().until(() -> devices.loaded("b"), Set.of(2L)::equals);
        assertThat(devices.loaded("a")).containsExactly(1L, 2L);
        devices.deafen();
        devices.leave("a");
        devices.join("a", false);
        awaitLoaded(2L);
    }

    private void awaitLoaded(Long... generations) {
        await().until(() -> devices.loaded("a"), Set.of(generations)::equals);
        await().until(() -> devices.loaded("b"), Set.of(generations)::equals);
    }

    private void awaitPrunedUpTo(long generation) {
        await().until(() -> devices.prunes().stream().anyMatch(prune -> prune.upTo() == generation));
    }
}
