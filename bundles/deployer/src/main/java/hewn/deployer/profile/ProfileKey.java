package hewn.deployer.profile;

import hewn.inference.ModelId;

/** What is measured once: a signature of a model on a type of device. */
record ProfileKey(ModelId model, String signature, String type) {
    boolean isOf(LayerTimes times) {
        return times.model().equals(model.name())
                && times.version() == model.version()
                && times.signature().equals(signature);
    }
}
