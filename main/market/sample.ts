/** The data set that comes with the program: `file` lies in the folder `resources`. */
export const sample = {
  name: 'sp500',
  file: 'sp500-2000.csv',
  source: 'S&P 500, daily, 2000 to 2020: data/sp500-2000.csv of the npm package vega-datasets 3.2.1 (BSD-3-Clause), from Yahoo Finance',
} as const;
