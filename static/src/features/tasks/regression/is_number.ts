/** As the library reads the name of a folder (`parse_number`). */
export const isNumber = (name: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(name.trim());
