package hewn.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayLaunchTest {
    @Test
    void staysOnThisMachineUntilToldOtherwise() {
        assertThat(GatewayLaunch.of(name -> null))
                .isEqualTo(new GatewayLaunch(
                        Path.of("data"),
                        new Topics("default"),
                        URI.create("http://127.0.0.1:8080"),
                        URI.create("mqtt://127.0.0.1:1883"),
                        "127.0.0.1",
                        0,
                        "127.0.0.1"));
    }

    @Test
    void namesTheHostThatDevicesReachButBindsTheAddressesThatItWasGiven() {
        GatewayLaunch launch = GatewayLaunch.of(Map.of(
                "hewn.host", "gateway.local",
                "hewn.http.host", "0.0.0.0",
                "hewn.http.port", "80",
                "hewn.tensors.host", "0.0.0.0",
                "hewn.tensors.port", "7000",
                "hewn.broker", "mqtts://broker:8883",
                "hewn.site", " ")::get);

        assertThat(launch.http()).hasToString("http://gateway.local:80");
        assertThat(launch.tensorsHost()).isEqualTo("0.0.0.0");
        assertThat(launch.tensorsPort()).isEqualTo(7000);
        assertThat(launch.tensorsReachableAt()).isEqualTo("gateway.local");
        assertThat(launch.broker()).hasToString("mqtts://broker:8883");
        assertThat(launch.topics().site()).as("blank counts as absent").isEqualTo("default");
    }
}
