package hewn.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import hewn.wire.DeviceMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aBoardIsCalledByItsDeviceTree() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        write("proc/cpuinfo", "model name\t: none\n");
        assertThat(new Hardware(root).model()).isEqualTo("Raspberry Pi 5 Model B Rev 1.0");
    }

    @Test
    void aComputerIsCalledByItsProcessor() throws IOException {
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 2.00GHz\nmodel name\t: Another\n");
        assertThat(new Hardware(root).model()).isEqualTo("Some CPU @ 2.00GHz");
    }

    @Test
    void anythingElseIsCalledByItsArchitecture() {
        assertThat(new Hardware(root).model()).isEqualTo(System.getProperty("os.arch"));
        assertThat(new Hardware(root).residentBytes()).isZero();
    }

    @Test
    void residentMemoryIsReadInKibibytes() throws IOException {
        write("proc/self/status", "VmSize:\t  900 kB\nVmRSS:\t   12345 kB\n");
        assertThat(new Hardware(root).residentBytes()).isEqualTo(12345L << 10);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc")
    void theVitalsOfThisProcessAreThere() {
        CpuLoad cpu = new CpuLoad(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class), 1);
        Vitals vitals = new Vitals("session", Clock.systemUTC(), cpu, new Hardware(Path.of("/")), () -> 7, List::of);
        DeviceMetrics metrics = vitals.now();
        assertThat(metrics.cpuLoad()).isBetween(0.0, 1.0);
        assertThat(metrics.memoryUsedBytes()).isGreaterThan(1 << 20);
        assertThat(metrics.diskFreeBytes()).isEqualTo(7);
        assertThat(metrics.session()).isEqualTo("session");
        assertThat(metrics.uptimeSeconds()).isNotNegative();
    }
}
