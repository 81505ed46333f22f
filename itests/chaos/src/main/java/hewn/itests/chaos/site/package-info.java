/** The processes of a site that a run starts, strikes and ends. */
package hewn.itests.chaos.site;
