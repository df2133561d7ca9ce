/** What several notebooks use: charts, grids of pictures, tables, progress, and how long a run may take. */
package org.inrzoo.notebook;
