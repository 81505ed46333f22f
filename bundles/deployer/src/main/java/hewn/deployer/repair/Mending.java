package hewn.deployer.repair;

import hewn.deployer.generation.GenerationRecord;

/** What a deployment does for its repairs. */
public interface Mending {
    /** A device is dead: the repair is expedited if another device stands by. */
    void replaceAtOnce();

    /**
     * Brings back what is wanted, where it was if that is possible, or says why not.
     *
     * @param generation that is to serve it
     */
    void bringBack(GenerationRecord generation);

    /**
     * Makes room for what could not be brought back.
     *
     * @param failed the generation that was to serve it
     * @return false if there was nothing to be done
     */
    boolean makeRoom(GenerationRecord failed);
}
