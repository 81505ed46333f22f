package hewn.deployer;

import static hewn.pipeline.GenerationState.FAILED;
import static hewn.pipeline.GenerationState.SERVING;
import static hewn.pipeline.GenerationState.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.pipeline.Deployments.Order;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which order stands. */
class LastOrderTest extends ServedModel {
    @Test
    void aRepairIsNone() {
        devices.join("spare", true);
        devices.leave("b");
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void oneThatIsOnItsWayIsTheLast() throws Exception {
        devices.silence("b");
        service.deploy(V2);
        awaitState(2, SHIPPING);
        assertThat(service.lastOrder("m")).contains(new Order(2, V2.model()));
        devices.catchUp();
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(2, V2.model()));
    }

    @Test
    void oneThatFailedDoesNotStand() throws Exception {
        devices.answer((device, command) -> command instanceof DeviceCommand.LoadStage
                ? new CommandReply.Refused("MEMORY_EXCEEDED", "is full")
                : new CommandReply.Done(1, "done"));
        service.deploy(V2);
        awaitState(2, FAILED);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void whatIsBroughtBackAfterARestartIsNone() throws IOException {
        stopped();
        startGateway();
        awaitState(2, SERVING);
        assertThat(service.lastOrder("m")).contains(new Order(1, V1.model()));
    }

    @Test
    void nothingStandsOfAModelThatNobodyOrdered() {
        assertThat(service.lastOrder("other")).isEmpty();
    }

    @Test
    void nothingStandsOnceTheModelIsUndeployed() {
        service.undeploy("m");
        assertThat(service.lastOrder("m")).isEmpty();
    }
}
