package hewn.bench;

import hewn.bench.addnn.Addnn;
import hewn.bench.heterogeneous.Growth;
import hewn.bench.heterogeneous.Heterogeneous;
import hewn.bench.run.Setting;
import hewn.bench.seifer.LongPipelines;
import hewn.bench.seifer.Models;
import hewn.bench.seifer.SeiferClasses;
import hewn.bench.seifer.SeiferNetworks;
import java.util.List;

/**
 * All settings that there are.
 */
public final class Settings {
    private Settings() {}

    /**
     * The settings in the order of the document.
     *
     * @return each under a name of its own
     */
    public static List<Setting> all() {
        return List.of(
                new Models(),
                new SeiferNetworks(),
                new SeiferClasses(),
                new LongPipelines(),
                new Heterogeneous(),
                new Growth(),
                new Addnn());
    }
}
