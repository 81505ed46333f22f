package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;

/** Half a model lies where models are dropped, once there is such a folder. */
final class HalfModel implements Fault {
    HalfModel() {}

    @Override
    public String name() {
        return "model half written";
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        return new Injection.Skipped("the gateway watches no folder of models");
    }

    @Override
    public void heal() throws Exception {
        throw new IllegalStateException("nothing was injected");
    }
}
