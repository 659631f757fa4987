/** How the files of tables are called. */
export const TABLE_ENDING = /\.(csv|tsv|tab|xlsx|xlsm|xls|xlsb|ods)$/i;
