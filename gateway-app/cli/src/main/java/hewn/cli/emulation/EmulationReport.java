package hewn.cli.emulation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.cli.CliException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How true the emulated times were since the emulator's start, or in some part of that time.
 *
 * @param hostFlopsPerSecond what one core of this machine computes
 * @param computing the calls of slices
 * @param transfers the pieces that went over links
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EmulationReport(double hostFlopsPerSecond, Figures computing, Figures transfers) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double TOLERATED_EXCESS = 0.02;
    private static final double TOLERATED_SECONDS = 0.001;

    /**
     * Reads what the emulator wrote last.
     *
     * @param file where it writes
     * @return the report
     * @throws CliException if there is none
     */
    public static EmulationReport read(Path file) throws CliException {
        try {
            return MAPPER.readValue(file.toFile(), EmulationReport.class);
        } catch (IOException unreadable) {
            throw CliException.failed("the emulator does not report: " + unreadable.getMessage(), "", unreadable);
        }
    }

    /**
     * What happened after another report.
     *
     * @param before the earlier one
     * @return the difference; the worst is that of all time
     */
    public EmulationReport since(EmulationReport before) {
        return new EmulationReport(
                hostFlopsPerSecond, computing.since(before.computing), transfers.since(before.transfers));
    }

    /**
     * Tells whether the host kept up.
     *
     * @return whether computations took less than two percent too long, and what was sent came less than a millisecond
     *     too late in the mean
     */
    public boolean isTrue() {
        return computing.excess() <= TOLERATED_EXCESS && transfers.meanOverdueSeconds() <= TOLERATED_SECONDS;
    }

    /**
     * What was to take some emulated time.
     *
     * @param count how many
     * @param late how many of them took notably too long
     * @param emulatedSeconds the time that all were to take
     * @param overdueSeconds how much longer all took
     * @param worstSeconds how much longer the latest took
     */
    public record Figures(long count, long late, double emulatedSeconds, double overdueSeconds, double worstSeconds) {
        Figures since(Figures before) {
            return new Figures(
                    count - before.count,
                    late - before.late,
                    emulatedSeconds - before.emulatedSeconds,
                    overdueSeconds - before.overdueSeconds,
                    worstSeconds);
        }

        /**
         * By which part all took too long.
         *
         * @return 0 if none did
         */
        public double excess() {
            return emulatedSeconds == 0 ? 0 : overdueSeconds / emulatedSeconds;
        }

        /**
         * By how much each took too long.
         *
         * @return the mean in seconds
         */
        public double meanOverdueSeconds() {
            return count == 0 ? 0 : overdueSeconds / count;
        }

        /**
         * How many took notably too long.
         *
         * @return a part from 0 to 1
         */
        public double lateShare() {
            return count == 0 ? 0 : (double) late / count;
        }
    }
}
