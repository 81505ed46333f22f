package hewn.agent.report;

import com.sun.management.OperatingSystemMXBean;

/**
 * How busy this process keeps the cores that it may use.
 *
 * @param system tells the load
 * @param cores how many cores the process may use
 */
public record CpuLoad(OperatingSystemMXBean system, int cores) {
    /**
     * The load since it was asked for last.
     *
     * @return from 0 to 1
     */
    public double sinceLast() {
        double ofMachine = system.getProcessCpuLoad();
        double ofCores = ofMachine * system.getAvailableProcessors() / cores;
        return Double.isNaN(ofCores) ? 0 : Math.max(0, Math.min(1, ofCores));
    }
}
