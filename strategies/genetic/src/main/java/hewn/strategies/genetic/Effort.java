package hewn.strategies.genetic;

/**
 * How much to breed.
 *
 * @param population how many placements a generation has
 * @param generations after how many to end
 * @param steadyGenerations after how many without a fitter placement to end
 */
record Effort(int population, int generations, int steadyGenerations) {
    private static final int LEAST_POPULATION = 10;

    Effort {
        if (population < LEAST_POPULATION || generations < 1 || steadyGenerations < 1) {
            throw new IllegalArgumentException("a population of " + LEAST_POPULATION
                    + " and 1 generation are the least, but population=" + population + " generations=" + generations
                    + " steadyGenerations=" + steadyGenerations);
        }
    }
}
