package hewn.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.placement.Planner;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HewnCommandsTest {
    @Test
    void tellsALineForEachThing() {
        Device device = new Device(new DeviceId("camera-1"), "pi", 4, 512 << 20, 6.3e9, "h:1");
        HewnCommands commands = commands(List.of(device), List.of(new ModelId("m", 2)), List.of(serving()));
        assertThat(commands.devices()).contains("camera-1", "512 MiB", "6.30 GFLOP/s");
        assertThat(commands.models()).isEqualTo("m/2");
        assertThat(commands.status()).contains("m/2", "SERVING", "well");
        assertThat(commands.strategies()).isEqualTo("greedy");
    }

    @Test
    void saysSoWhereThereIsNothing() {
        HewnCommands commands = commands(List.of(), List.of(), List.of());
        assertThat(commands.devices()).isEqualTo("no device is online");
        assertThat(commands.models()).isEqualTo("the repository is empty");
        assertThat(commands.status()).isEqualTo("nothing is deployed");
    }

    private static HewnCommands commands(
            List<Device> devices, List<ModelId> models, List<GenerationStatus> generations) {
        return new HewnCommands(
                new Fleet(devices),
                answering(ModelRepository.class, "list", models),
                answering(Deployments.class, "generations", generations),
                answering(Planner.class, "strategies", List.of("greedy")));
    }

    /** One method of a service is enough here. */
    private static <T> T answering(Class<T> service, String method, Object answer) {
        return service.cast(Proxy.newProxyInstance(
                service.getClassLoader(), new Class<?>[] {service}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer;
                    }
                    throw new UnsupportedOperationException(called.getName());
                }));
    }

    private static GenerationStatus serving() {
        return new GenerationStatus(
                1,
                new ModelId("m", 2),
                GenerationState.SERVING,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "well",
                Optional.empty());
    }

    private record Fleet(List<Device> devices) implements FleetMonitor {
        @Override
        public FleetSnapshot snapshot() {
            return new FleetSnapshot(Instant.EPOCH, devices, List.of());
        }

        @Override
        public Registration listen(FleetListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
