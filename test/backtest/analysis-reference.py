"""What pandas and numpy make of two strategies on the S&P 500: writes analysis-reference.json.

python3 test/backtest/analysis-reference.py resources/sp500-2000.csv > test/backtest/analysis-reference.json
"""
import json
import sys

import numpy as np
import pandas as pd

bars = pd.read_csv(sys.argv[1], parse_dates=['date'])
bars = bars.set_index('date')
close = bars['close']
change = close.pct_change().dropna()
average = close.rolling(20).mean()
signals = {
    'gt(close, sma(close, 20))': close > average,
    'lt(close, delay(close, 3))': close < close.shift(3),
}


def describe(signal):
    # A decision at the close of b - 1 is carried out at the close of b: the change to b + 1 is the first it earns.
    held = signal.shift(2, fill_value=False)
    returns = change.where(held[1:], 0.0)
    starts = held & ~held.shift(1, fill_value=False)
    number = starts.cumsum()[held]
    trades = []
    for _, days in bars[held].groupby(number):
        exit = bars.index.get_loc(days.index[-1])
        entry = bars.index.get_loc(days.index[0]) - 1
        price = close.iloc[entry]
        trades.append([entry, exit, close.iloc[exit] / price - 1, min(0, days['low'].min() / price - 1), max(0, days['high'].max() / price - 1)])
    monthly = (1 + returns).groupby([returns.index.year, returns.index.month]).prod() - 1
    yearly = (1 + returns).groupby(returns.index.year).prod() - 1
    rolling = {}
    for n in (63, 126, 252):
        window = returns.rolling(n)
        sharpe = window.mean() / window.std(ddof=1) * np.sqrt(252)
        rolling[n] = [None if pd.isna(v) else v for v in sharpe.iloc[[n - 2, n - 1, 1000, 2500, 4000, -1]]]
    under = (1 + returns).cumprod()
    return {
        'trades': len(trades),
        'some': trades[:3] + trades[100:103] + trades[-2:],
        'equity': float(under.iloc[-1]),
        'monthly': [[int(y), int(m), v] for (y, m), v in monthly.items()],
        'yearly': [[int(y), v] for y, v in yearly.items()],
        'rolling': rolling,
        'histogram': np.histogram(returns[held[1:]], bins=np.arange(-12, 13) * 0.01)[0].tolist(),
    }


both = pd.concat([change.where(s.shift(2, fill_value=False)[1:], 0.0) for s in signals.values()], axis=1)
print(json.dumps({
    'strategies': {name: describe(signal) for name, signal in signals.items()},
    'correlation': both.corr().iloc[0, 1],
    'correlationFrom3000': both.iloc[3000:].corr().iloc[0, 1],
}))
