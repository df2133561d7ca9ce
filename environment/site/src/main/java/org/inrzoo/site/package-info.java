/** The zoo as a site: a folder of pages that open from disk, with its models' pictures and a viewer that computes them. */
package org.inrzoo.site;
