package hewn.agent.emulation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.agent.emulation.punctuality.Punctuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How true the emulated times were since the start.
 *
 * @param devices how many are there
 * @param hostFlopsPerSecond what one core of this machine computes
 * @param computing the calls of slices
 * @param transfers the pieces that went over links
 */
record EmulationReport(
        int devices, double hostFlopsPerSecond, Punctuality.Figures computing, Punctuality.Figures transfers) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Puts the report into a file, so that who reads it finds the former one or this one whole. */
    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        MAPPER.writeValue(next.toFile(), this);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
