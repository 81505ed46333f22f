package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.AdminApi;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import java.io.IOException;

/** An operator goes back to the former version. */
final class Rollback implements Fault {
    private final ChaosSite site;

    Rollback(ChaosSite site) {
        this.site = site;
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        AdminApi.Reply reply = site.admin().post("/deployments/" + StampModel.NAME + "/rollback", "{}");
        if (reply.status() == 404 || reply.status() == 405) {
            return new Injection.Skipped("the gateway has no rollback");
        }
        if (reply.status() == 409) {
            return new Injection.Skipped("there is nothing to go back to");
        }
        if (reply.status() >= 300) {
            throw new IOException("the order to roll back was answered " + reply);
        }
        return new Injection.Done("status " + reply.status());
    }

    @Override
    public void heal() throws Exception {
        // The former version serves, or there is none.
    }
}
